"""Every page without a fault: some on a desktop and some on a phone, by day and by night.

Which page is seen how falls by its name, and each must fit both screens; every page in every pair
of screen, theme and language is examined and photographed by `python -m bench.pictures`.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from config import Config
from crm.app import create_app
from tests.browser.looks import look_at
from tests.browser.reading import PICTURES
from tests.browser.scenes import Scene
from tests.browser.scripted import all_scenes
from tests.browser.staging import Photographer, Stage

SCENES = all_scenes(create_app(Config(mode="test", secret_key="-" * 40, database_url="sqlite://")))

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("stage")]
"""The example network takes ten seconds to fill: one worker sees all its pages."""


@pytest.fixture(scope="session")
def photographer(stage: Stage, chromium: Browser) -> Iterator[Photographer]:
    found = Photographer(stage, chromium, PICTURES)
    yield found
    found.leave()


@pytest.mark.parametrize("scene", SCENES, ids=[scene.name for scene in SCENES])
def test_the_page_is_sound(scene: Scene, photographer: Photographer) -> None:
    found = photographer.examine_on_two_screens(scene, look_at(scene.name))

    assert not found, "\n".join(found)
