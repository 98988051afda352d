"""A messy list of people that waits for a decision before it is written."""

from crm.bulk.importing import Terms
from crm.bulk.staging import stage
from crm.bulk.vocabulary import ImportKind
from crm.bulk.working import foresee
from crm.core.transactions import commit
from crm.permissions import Role
from tests.browser.cast import Cast

LIST = """Daftar pustakawan 2027;;;
;;;
Nama;Surel;Telepon;Jabatan
Maya Lestari, S.Sos.;maya.lestari@rs-anggrek.go.id;0812 7788 9900;Pustakawan
Budi Hartono;budi@rs-anggrek.go.id;0813 2211 4455;Kepala perpustakaan
Budi Hartono;budi.h@rs-anggrek.go.id;0813 2211 4455;Kepala
;tanpa.nama@rs-anggrek.go.id;;Staf
Siti Rahmah;bukan alamat surel;021-555;Staf
"""


def fill(cast: Cast) -> None:
    user = cast.user(Role.SECRETARIAT)
    of = stage(LIST.encode("cp1252"), "pustakawan 2027.csv", ImportKind.PEOPLE, by=cast.by)
    commit()
    columns = {"Nama": "name", "Surel": "email", "Telepon": "phone", "Jabatan": "position"}
    foresee(of, columns, Terms(), user=user)
    cast.examples["import_id"] = of.id
