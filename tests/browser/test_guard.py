"""The guard beside every page can bark: each fault that it watches for, once."""

import pytest
from playwright.sync_api import Browser, Route

from crm.core.headers import POLICY
from tests.browser.looks import PHONE, Look
from tests.browser.reading import Reader
from tests.browser.serving import Examiner

HOME = "http://127.0.0.1:9"
WHOLE = (
    '<!doctype html><html lang="id"><meta name="viewport" content="width=device-width">'
    "<title>Uji</title><main><h1>Uji</h1>{}</main>"
)
FAULTS = {
    "content security policy": '<p style="color:red">merah</p>',
    "Executing inline script": "<script>1</script>",
    "foreign host": '<img alt="" src="http://127.0.0.2:9/x.png">',
    "answers 404": '<img alt="" src="/not-there.png">',
    "keeps in the browser": '<script src="/keep.js"></script>',
    "console: from us": '<script src="/say.js"></script>',
    "script: boom": '<script src="/throw.js"></script>',
    "a word of the program": "<p>Role.ADMIN</p>",
    "a template's bones": "<p>%(name)s</p>",
    "the machine's nothing": "<p>Catatan: None</p>",
    "the machine's yes or no": "<p>Menyala malam hari: False</p>",
    "the machine's date": "<p>2027-01-13</p>",
    "small: button": "<button type=button>Ya</button>",
    "axe: image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "autocomplete": '<form><label>Sandi <input type="password"></label></form>',
}
SCRIPTS = {
    Examiner.path: Examiner.script.decode(),
    "/keep.js": "localStorage.setItem('page', 'words')",
    "/keep-names.js": "localStorage.setItem('opened 1', '[\"person:1\",\"Maya\"]')",
    "/keep-numbers.js": "localStorage.setItem('opened 1', '[\"person:1\"]')",
    "/say.js": "console.error('from us')",
    "/throw.js": "throw new Error('boom')",
}


def complaints_about(chromium: Browser, body: str) -> str:
    reader = Reader(chromium, HOME, Look(PHONE))

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOME)
        headers = {"content-security-policy": POLICY}
        if path == "/":
            page = WHOLE.format(body)
            route.fulfill(body=page, content_type="text/html; charset=utf-8", headers=headers)
        elif path in SCRIPTS:
            route.fulfill(body=SCRIPTS[path], content_type="text/javascript")
        else:
            route.fulfill(status=204 if path == "/csp" else 404)

    reader.context.route("**/*", answer)
    reader.open("/")
    reader.watch.inspect(PHONE.width, touch=True)
    reader.watch.ask_axe()
    reader.context.close()
    return "\n".join(reader.watch.taken())


def test_a_page_without_fault_is_left_alone(chromium: Browser) -> None:
    assert complaints_about(chromium, "<p>Tidak ada yang salah.</p>") == ""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(chromium: Browser, fault: str) -> None:
    assert fault in complaints_about(chromium, FAULTS[fault])


def test_of_what_was_opened_only_kinds_and_numbers_may_be_kept(chromium: Browser) -> None:
    fault = "keeps in the browser"

    assert complaints_about(chromium, '<p>Isi</p><script src="/keep-numbers.js"></script>') == ""
    assert fault in complaints_about(chromium, '<p>Isi</p><script src="/keep-names.js"></script>')
