"""The wording that every paper starts with, by kind and language; fields stand in braces.

Forms to start from, not legal advice. Paragraphs are separated by an empty line; lines that all
begin with a hyphen are a list.
"""


def _text(wrapped: str) -> str:
    """A text written in lines of the house, as the paragraphs that it means."""
    parts = wrapped.strip().split("\n\n")
    return "\n\n".join(" ".join(part.split("\n")).replace(" - ", "\n- ") for part in parts)


DEFAULTS: dict[str, dict[str, str]] = {
    "request": {
        "id": _text(
            """
Dengan hormat,

Tidak ada perpustakaan yang dapat memenuhi kebutuhan pemustakanya sendirian. Dalam rangka sharing
SDM di {jaringan}, kami memohon kesediaan {asal} untuk menugaskan {orang} membantu {penerima},
dengan rincian sebagai berikut:

{rincian}

Selama membantu, gaji, cuti, dan kepangkatan yang bersangkutan tetap di instansi asal; kami
menyediakan tempat kerja yang aman, pembimbing, dan keperluan tugas. Versi {versi} penugasan
{kode} di aplikasi Mitra memuat kesepakatan selengkapnya.

Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih."""
        ),
        "en": _text(
            """
Dear colleague,

No library can meet the needs of its readers alone. As part of staff sharing in {network}, we ask
{home} to let {person} help {host}, as follows:

{details}

During the help, salary, leave and rank stay with the home institution; we provide a safe place of
work, guidance and what the task needs. Version {version} of assignment {code} in the application
Mitra holds all that is agreed.

Thank you for your attention and cooperation."""
        ),
    },
    "willingness": {
        "id": _text(
            """
Dengan hormat,

Menjawab permohonan {penerima}, dengan ini kami menyatakan bersedia menugaskan {orang} untuk
membantu {penerima}, dengan rincian sebagai berikut:

{rincian}

Kesediaan ini berlaku untuk versi {versi} penugasan {kode}. Perubahan orang, jam, tanggal, atau
biaya memerlukan persetujuan kami kembali. Penugasan mulai setelah surat tugas terbit.

Atas kerja sama Saudara, kami ucapkan terima kasih."""
        ),
        "en": _text(
            """
Dear colleague,

In answer to the request of {host}, we declare that we are willing to let {person} help {host}, as
follows:

{details}

This holds for version {version} of assignment {code}. A change of person, hours, dates or costs
needs our consent again. The work begins once the duty letter is issued.

Thank you for your cooperation."""
        ),
    },
    "refusal": {
        "id": _text(
            """
Dengan hormat,

Sehubungan dengan penugasan {kode} tentang bantuan {orang} di {penerima}, dengan menyesal kami
sampaikan bahwa versi {versi} tidak dapat kami setujui:

{rincian}

Alasannya: {alasan}

Usulan baru dengan orang, jam, atau waktu yang lain dapat diajukan kapan saja. Atas pengertian
Saudara, kami ucapkan terima kasih."""
        ),
        "en": _text(
            """
Dear colleague,

About assignment {code}, the help of {person} at {host}: we regret that we cannot agree to version
{version}:

{details}

The reason: {reason}

A new proposal with another person, other hours or another time can be made at any time. Thank you
for your understanding."""
        ),
    },
}
