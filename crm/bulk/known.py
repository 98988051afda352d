"""The names of columns that Mitra understands without a map, by kind of record and field.

Names stand in order: where a file has several of one field, the first one counts and the others
are kept beside the record. Case, blanks, underscores, hyphens and points make no difference.
"""

KINDS = ("parent-bodies", "institutions", "people", "affiliations", "agreements", "gatherings")

_WHERE = {
    "address": "alamat | address | alamat lengkap | street address | street | address1 | jalan",
    "city": "kota | city | town",
    "postcode": "kode_pos | postcode | postal code | zip | zip code",
    "country": "negara | country",
}
_REACH = {
    "phone": (
        "telepon | telp | phone | no telepon | no telp | nomor telepon | telephone"
        " | phone number | hp | no hp | mobile | ponsel | nomor hp | mobile phone | cell phone"
        " | contact number | whatsapp | wa | no wa | nomor wa | telepon/hp | no telp/hp"
        " | no whatsapp | nomor whatsapp | tel | kontak | no kontak | phone 1 value"
        " | primary phone | business phone"
    ),
    "email": (
        "email | e-mail | surel | email address | alamat email | primary email | alamat surel"
        " | work email | email kantor | pos-el | e-mail 1 value | email 1"
    ),
    "website": "website | situs | situs web | laman | url | web",
}
_SPAN = {
    "starts_on": (
        "tgl_mulai | tanggal mulai | starts on | start date | mulai | mulai berlaku | berlaku mulai"
        " | start | from | sejak | tmt"
    ),
    "ends_on": (
        "tgl_akhir | tanggal akhir | ends on | end date | berakhir | tgl_selesai | tanggal selesai"
        " | berlaku sampai | sampai | selesai | until | end | expires"
    ),
}
_REFERENCE = {"reference": "ref | id | id_sp | reference"}

_INSTITUTION = {
    **_REFERENCE,
    "code": (
        "kode_instansi | kode_rs | kode_pt | code | kode | kode rumah sakit | kode puskesmas"
        " | kode institusi | kode faskes | hospital code | institution code | official code"
    ),
    "name": (
        "unit_kerja | nama | nama_pt | nama_rs | institusi | name | institution | nama instansi"
        " | nama institusi | nama rumah sakit | nama puskesmas | institution name | hospital name"
        " | organisation name | organization name | facility name"
    ),
    "type": "type | tipe | jenis",
    "level": "tingkat | level",
    "parent": "kode_induk | parent | parent code | induk",
    "regency_code": "kode_kab_2025 | regency code",
    "regency_code_2022": "kode_kab",
    "regency": (
        "kabupaten_kota | kabupaten | kab/kota | regency | regency or city | kota/kabupaten"
        " | kota/kab | regency/city | district"
    ),
    "province": "provinsi | province | propinsi | prov",
    "area": "wilayah",
    "latitude": "lat | lokasi.lat | latitude | lintang",
    "longitude": "lon | lokasi.lon | longitude | lng | bujur",
    "coordinates": "coordinates | koordinat",
    **_WHERE,
    **_REACH,
}

FIELDS: dict[str, dict[str, str]] = {
    "parent-bodies": _INSTITUTION,
    "institutions": _INSTITUTION,
    "people": {
        **_REFERENCE,
        "name": (
            "nama | name | display name | full name | nama lengkap | nama pegawai | nama pustakawan"
            " | fullname | nama dan gelar | nama & gelar | nama lengkap dan gelar"
            " | nama lengkap dengan gelar"
        ),
        "first": "first | first name | personal | given | given name | nama depan",
        "middle": "middle | middle name | nama tengah",
        "last": "last | last name | family | family name | surname | nama belakang",
        "title_front": "gelar depan | honorific prefix | name prefix",
        "title_back": "gelar belakang | gelar | honorific suffix | name suffix",
        "position": "jabatan | position | job title | organization title",
        "institution": (
            "institusi | instansi | institution | organization name | organisasi | organisation"
            " | organization | company | unit_kerja | nama instansi | nama institusi"
            " | asal instansi | asal institusi | tempat tugas | tempat kerja | workplace | employer"
            " | affiliation | afiliasi"
        ),
        "institution_code": "kode_instansi | institution code",
        "birth_date": ("tanggal_lahir | tgl_lahir | birth date | birthday | date of birth"),
        "note": "catatan | note | notes",
        **_WHERE,
        **_REACH,
    },
    "affiliations": {
        **_REFERENCE,
        "person": "nama | name | person | orang | display name | full name | nama lengkap",
        "email": _REACH["email"],
        "phone": _REACH["phone"],
        "institution": (
            "institusi | instansi | institution | unit_kerja | organisation | organization"
            " | nama instansi | nama institusi | tempat tugas | tempat kerja | workplace | employer"
            " | institution name"
        ),
        "institution_code": "kode_instansi | kode_rs | kode_pt | institution code | code | kode",
        "position": "jabatan | position | job title",
        "role": "peran | role",
        **_SPAN,
    },
    "agreements": {
        **_REFERENCE,
        "title": (
            "nama_kerjasama | judul | title | nama | name | tentang | perihal | judul kerjasama"
            " | nama perjanjian | agreement"
        ),
        "instrument": "mou_or_pks | instrument | jenis dokumen | jenis | kind | type",
        "number": "nomor | number | no | nomor dokumen | nomor surat",
        "first_party": "pihak pertama | pihak i | pihak 1 | first party",
        "partner": (
            "mitra | partner | institusi | institution | nama_mitra | instansi | lembaga"
            " | pihak kedua | pihak ii | pihak 2 | second party"
        ),
        "partner_reference": "id_mitra | partner reference | partner id",
        "partner_code": "kode_mitra | kode_instansi | partner code",
        "purpose": "isi | purpose | subject | ruang lingkup | scope",
        "signed_on": "tgl_ttd | tanggal tanda tangan | ditandatangani | signed on | signed",
        **_SPAN,
    },
    "gatherings": {
        **_REFERENCE,
        "uid": "uid",
        "title": (
            "judul | title | nama | name | nama kegiatan | kegiatan | summary | event title | acara"
            " | agenda | subject | event | topik | topic"
        ),
        "starts_at": (
            "mulai | starts at | start | tanggal | date | tgl_mulai | tanggal mulai | start date"
            " | waktu mulai | tgl | hari/tanggal | begin"
        ),
        "ends_at": "selesai | ends at | end | tgl_akhir | tgl_selesai | tanggal selesai | end date",
        "hours": "jam | waktu | pukul | time | start time",
        "place": "tempat | lokasi | place | location | venue",
        "link": "tautan | link | url",
        "form": "jenis | kind | type | bentuk | jenis kegiatan | category | categories",
        "status": "status",
        "note": "catatan | note | notes | description | keterangan",
    },
}

EXPORTED = KINDS
"""The lists that are given out as files."""

NEEDED: dict[str, tuple[tuple[str, ...], ...]] = {
    "parent-bodies": (("name",),),
    "institutions": (("name",),),
    "people": (("name",), ("first",), ("last",)),
    "affiliations": (
        ("email", "institution"),
        ("email", "institution_code"),
        ("person", "institution"),
        ("person", "institution_code"),
    ),
    "agreements": (("title",),),
    "gatherings": (("title", "starts_at"),),
}

_OF_SOMETHING_ELSE = (
    "kota kabupaten kab provinsi prov kecamatan desa kelurahan negara wilayah jalan gedung ibu ayah"
    " kontak pimpinan direktur kepala rektor ketua bank file berkas kolom gelar pendek singkat"
    " singkatan panggilan induk pemilik kerjasama"
)
NOT_THE_NAME = frozenset(_OF_SOMETHING_ELSE.split())
