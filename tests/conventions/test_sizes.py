"""Small functions and modules: what makes the house readable."""

from statistics import median

from tests.conventions.source import ROOT, functions, length, modules

LONGEST_FUNCTION, LONGEST_MODULE, LONGEST_DICTIONARY = 40, 300, 400
MEDIAN, NINTH_DECILE = 6, 15


def test_functions_are_small() -> None:
    lengths = sorted(length(function) for _path, function in functions())

    print(
        f"functions: median {median(lengths)}, p90 {lengths[int(len(lengths) * 0.9)]}, longest {lengths[-1]}"
    )
    assert median(lengths) <= MEDIAN
    assert lengths[int(len(lengths) * 0.9)] <= NINTH_DECILE


def test_no_function_is_longer_than_a_screen() -> None:
    long = [f"{p}:{f.name} {length(f)}" for p, f in functions() if length(f) > LONGEST_FUNCTION]

    assert long == []


def test_no_module_is_longer_than_a_reader_bears() -> None:
    lines = {path: len((ROOT / path).read_text().splitlines()) for path in modules()}

    code = {path: count for path, count in lines.items() if not path.endswith("/words.py")}
    assert {path: count for path, count in code.items() if count > LONGEST_MODULE} == {}
    assert max(lines.values()) <= LONGEST_DICTIONARY


def test_file_names_say_a_job() -> None:
    banned = {
        "utils",
        "helpers",
        "common",
        "misc",
        "managers",
        "services",
        "base",
        "helper",
        "util",
    }
    allowed = {"crm/institutions/models/services.py", "crm/institutions/views/services.py"}

    found = {path for path in modules() if path.rsplit("/", 1)[-1][:-3] in banned}

    assert found - allowed == set()
