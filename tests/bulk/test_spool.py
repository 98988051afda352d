"""Rows laid aside are all there again, in their order, as often as asked, open or packed."""

from datetime import date

from crm.bulk.kinds import PersonRow
from crm.bulk.spool import OPEN, TOGETHER, Spool


def rows(count: int) -> list[PersonRow]:
    return [
        PersonRow(line=n, name="Maya", born_on=date(1990, 1, 2), extras={"Golongan": str(n)})
        for n in range(count)
    ]


def test_more_rows_than_lie_open_come_back_as_they_were() -> None:
    wanted, heard = rows(OPEN * TOGETHER + TOGETHER + 3), list[int]()

    spool = Spool(wanted, heard.append)

    for _ in range(2):
        assert [row for portion in spool.portions() for row in portion] == wanted
    assert {len(portion) for portion in spool.portions()} == {TOGETHER, 3}
    assert (spool.count, heard[-1]) == (len(wanted), len(wanted))


def test_no_rows_make_no_portions() -> None:
    assert list(Spool([], lambda _rows: None).portions()) == []
