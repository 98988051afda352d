"""The wording that every paper starts with, by kind and language; fields stand in braces.

Forms to start from, not legal advice. Paragraphs are separated by an empty line; lines that all
begin with a hyphen are a list.
"""

from crm.sharing.papers.duty_text import TEXTS as DUTY
from crm.sharing.papers.wrapping import unwrapped

DEFAULTS: dict[str, dict[str, str]] = {
    "duty_letter": DUTY,
    "request": {
        "id": unwrapped(
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
        "en": unwrapped(
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
        "id": unwrapped(
            """
Dengan hormat,

Menjawab permohonan {penerima}, dengan ini kami menyatakan bersedia menugaskan {orang} untuk
membantu {penerima}, dengan rincian sebagai berikut:

{rincian}

Kesediaan ini berlaku untuk versi {versi} penugasan {kode}. Perubahan orang, jam, tanggal, atau
biaya memerlukan persetujuan kami kembali. Penugasan mulai setelah surat tugas terbit.

Atas kerja sama Saudara, kami ucapkan terima kasih."""
        ),
        "en": unwrapped(
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
        "id": unwrapped(
            """
Dengan hormat,

Sehubungan dengan penugasan {kode} tentang bantuan {orang} di {penerima}, dengan menyesal kami
sampaikan bahwa versi {versi} tidak dapat kami setujui:

{rincian}

Alasannya: {alasan}

Usulan baru dengan orang, jam, atau waktu yang lain dapat diajukan kapan saja. Atas pengertian
Saudara, kami ucapkan terima kasih."""
        ),
        "en": unwrapped(
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
    "travel_order": {
        "id": unwrapped(
            """
Pejabat yang berwenang menerbitkan SPPD, pegawai yang melakukan perjalanan dinas, dan para pejabat
yang mengesahkan tanggal berangkat dan tiba bertanggung jawab berdasarkan peraturan keuangan
negara bila pemberi dana dirugikan akibat kesalahan, kelalaian, atau kealpaannya.

Perjalanan dilakukan atas perintah dan semata-mata untuk kepentingan tugas dalam waktu yang
sesingkat-singkatnya, untuk {maksud} di {penerima} (penugasan {kode})."""
        ),
        "en": unwrapped(
            """
The official who issues this order, the person who travels and the officials who attest departure
and arrival answer under the rules of public finance if who pays for the journey suffers a loss by
their fault, neglect or oversight.

The journey is made by order and only for the task, in the shortest time possible, for {purpose}
at {host} (assignment {code})."""
        ),
    },
    "handover": {
        "id": unwrapped(
            """
Pada hari ini, {hari_ini}, yang bertanda tangan di bawah ini:

- {pihak_kesatu}, selanjutnya disebut PIHAK KESATU;
- {pihak_kedua}, bertindak untuk {penerima}, selanjutnya disebut PIHAK KEDUA.

PIHAK KESATU menyerahkan kepada PIHAK KEDUA, dan PIHAK KEDUA menerima dari PIHAK KESATU, hasil
kerja {orang} berdasarkan penugasan {kode}:

{rincian}

# Hasil yang diserahkan

{hasil}

# Catatan

{catatan}

Demikian berita acara ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya."""
        ),
        "en": unwrapped(
            """
On this day, {today}, the undersigned:

- {person_says}, called the FIRST PARTY;
- {host_says}, acting for {host}, called the SECOND PARTY.

The FIRST PARTY hands over to the SECOND PARTY, and the SECOND PARTY receives from the FIRST
PARTY, the work of {person} under assignment {code}:

{details}

# What is handed over

{results}

# Notes

{notes}

This record is made truthfully, to be used as needed."""
        ),
    },
    "report": {
        "id": unwrapped(
            """
Berdasarkan surat tugas {surat_tugas} kami laporkan pelaksanaan penugasan {kode} di {penerima}:

{rincian}

# Hasil yang dicapai

{hasil}

# Hambatan

{hambatan}

# Saran

{saran}

Demikian laporan ini kami sampaikan sebagai pertanggungjawaban."""
        ),
        "en": unwrapped(
            """
By duty letter {duty_letter} we report on assignment {code} at {host}:

{details}

# What was reached

{results}

# Obstacles

{obstacles}

# Advice

{advice}

We submit this report as our account of the task."""
        ),
    },
    "completion": {
        "id": unwrapped(
            """
Yang bertanda tangan di bawah ini, {pihak_kedua}, menerangkan bahwa:

{rincian}

telah melaksanakan tugas di {penerima} dalam rangka sharing SDM {jaringan} berdasarkan surat tugas
{surat_tugas} (penugasan {kode}), dengan {terlaksana} kerja yang kami konfirmasi.

Surat keterangan ini dibuat dengan sebenarnya untuk digunakan sebagaimana mestinya."""
        ),
        "en": unwrapped(
            """
The undersigned, {host_says}, certifies that:

{details}

has carried out the task at {host} as part of staff sharing in {network}, by duty letter
{duty_letter} (assignment {code}), with {worked} of work that we confirmed.

This certificate is given truthfully, to be used as needed."""
        ),
    },
    "evaluation": {
        "id": unwrapped(
            """
Penilaian atas bantuan berikut (penugasan {kode}):

{rincian}

Setiap unsur dinilai dari 1 (kurang) sampai 4 (sangat baik). Penilaian dibaca oleh instansi asal,
penerima, yang ditugaskan, dan sekretariat."""
        ),
        "en": unwrapped(
            """
Evaluation of this help (assignment {code}):

{details}

Each item is judged from 1 (poor) to 4 (very good). The evaluation is read by home, host, the
person and the secretariat."""
        ),
    },
}
