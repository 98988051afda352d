"""The locks under `requirements/`: exact versions with hashes, for every kind of machine."""

from collections.abc import Sequence
from contextlib import chdir

from crm.bare.environment import Environment
from crm.bare.progress import step

OLDEST_PYTHON = "3.11"
GROUPS = {
    "installer": ("--group", "installer"),
    "app": ("pyproject.toml", "--group", "build"),
    "test": (
        *("pyproject.toml", "--group", "build", "--group", "test", "--group", "lint"),
        *("--constraints", "requirements/app.lock"),
    ),
}


def write(environment: Environment, words: Sequence[str]) -> None:
    """Resolve `pyproject.toml` into the locks again; versions that still fit are kept."""
    environment.stand()
    environment.install_uv()
    for name, groups in GROUPS.items():
        lock = environment.lock_file(name)
        with chdir(environment.root), step(f"Writing {lock.name}"):
            environment.uv("compile", *groups, *_manner(name), *words)


def _manner(name: str) -> tuple[str, ...]:
    return (
        *("--universal", "--python-version", OLDEST_PYTHON, "--generate-hashes"),
        *("--custom-compile-command", "python3 -m crm lock"),
        *("--output-file", f"requirements/{name}.lock"),
    )
