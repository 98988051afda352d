"""Two or more people who press a button in the same second."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask.testing import FlaskClient

Request = tuple[FlaskClient, str, dict[str, Any]]


def sent_at_once(requests: list[Request]) -> list[int]:
    """Send forms at the same time, each from another address; the statuses in order."""
    start = Barrier(len(requests))

    def send(number: int) -> int:
        client, url, data = requests[number]
        origin = {"REMOTE_ADDR": f"10.0.0.{number + 1}"}
        start.wait()
        return client.post(url, data=data, environ_overrides=origin).status_code

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, range(len(requests))))
