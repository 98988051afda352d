"""The wording that a PKS starts with, by language; each heading begins an article.

A form to start from, not legal advice (domain 3.6).
"""

from crm.sharing.papers.wrapping import unwrapped

TEXTS: dict[str, str] = {
    "id": unwrapped(
        """
Para pihak bersepakat sebagai berikut.

# Definisi

- Instansi asal: pihak yang stafnya membantu pihak lain.
- Instansi penerima: pihak yang menerima bantuan.
- Penugasan: bantuan satu orang, dengan tugas, jam, tanggal, dan tempat, yang disetujui instansi
asal, instansi penerima, dan yang bersangkutan atas versi yang sama dalam aplikasi Mitra.

# Maksud dan Tujuan

Tidak ada perpustakaan yang mampu memenuhi kebutuhan pemustakanya sendiri. Para pihak berbagi
keahlian dan jam kerja staf agar pemustaka keduanya lebih terlayani.

# Lokasi

Pekerjaan dilakukan di tempat para pihak atau jarak jauh: {lokasi}.

# Objek dan Ruang Lingkup

{ruang_lingkup}

# Tugas dan Tanggung Jawab

- Para pihak menjawab permintaan dalam sepuluh hari kerja.
- Para pihak menunjuk narahubung yang berwenang mengonfirmasi penugasan.

# Hak dan Kewajiban

- Hubungan kerja tetap pada instansi asal: gaji, cuti, dan kepangkatan diurus instansi asal.
- Instansi penerima menyediakan tempat kerja yang aman, bimbingan, dan keperluan tugas, serta
melaporkan pelanggaran kepada instansi asal.
- Yang ditugaskan tidak dirugikan dibanding di instansi asal.

# Personel dan Kompetensi

- Instansi asal mengusulkan orang yang keahliannya sesuai; instansi penerima menyetujui
masing-masing.
- {batas_orang}

# Waktu Kerja

- Paling banyak {jam} jam per minggu untuk tiap orang, kecuali instansi asal menyetujui lebih.
- Hari libur, cuti bersama, dan jam kerja Ramadan berlaku seperti di tempat kerja.

# Supervisi dan Penilaian

- Penyelia di instansi penerima membimbing pekerjaan sehari-hari; penyelia di instansi asal
menjaga hubungan.
- Pada akhir penugasan, instansi penerima dan yang bersangkutan menilai pelaksanaan; instansi asal
menerima keduanya.

# Pelaksanaan Teknis

Rincian diatur dalam tiap penugasan dan surat tugasnya.

# Jangka Waktu

- Sejak {mulai} sampai dengan {selesai}.
- {perpanjangan}

# Pembiayaan

{pembiayaan}

# Kerahasiaan dan Data Pribadi

- Apa yang diketahui di instansi penerima tetap rahasia, juga setelah penugasan berakhir.
- Data pribadi diperlakukan menurut UU 27/2022; data pasien hanya dengan pakta yang
ditandatangani.

# Hak Kekayaan Intelektual

Hasil kerja milik instansi penerima kecuali penugasan menentukan lain; penyusunnya disebut.

# Tanggung Jawab dan Asuransi

Jaminan sosial tetap pada instansi asal; instansi penerima bertanggung jawab atas keselamatan di
tempatnya.

# Pengakhiran

Tiap pihak dapat mengakhiri dengan pemberitahuan tiga puluh hari; penugasan yang berjalan
diselesaikan atau diserahterimakan dulu.

# Adendum

Perubahan dibuat tertulis dalam adendum yang ditandatangani kedua pihak.

# Monitoring dan Evaluasi

Setahun sekali para pihak meninjau jam yang diberikan dan diterima serta hasilnya.

# Penyelesaian Perselisihan

Perselisihan diselesaikan dengan musyawarah untuk mufakat.

# Keadaan Kahar

Tidak ada pihak yang bertanggung jawab atas hal yang terhalang bencana, perang, wabah, atau
peraturan baru; pihak lain diberi tahu dalam empat belas hari.

# Korespondensi

{alamat}

# Penutup

Dibuat dalam dua naskah asli yang sama kuat, satu untuk tiap pihak, dan berlaku sejak
ditandatangani."""
    ),
    "en": unwrapped(
        """
The parties agree as follows.

# Definitions

- Home institution: the party whose staff helps the other.
- Host institution: the party that receives the help.
- Assignment: the help of one person, with tasks, hours, dates and place, agreed by home, host and
person on the same version in the application Mitra.

# Aim

No library can meet the needs of its readers alone. The parties share skills and hours of their
staff so that readers of both are served better.

# Place

The work is done at the parties or remotely: {places}.

# Object and scope

{scope}

# Tasks and responsibilities

- The parties answer requests within ten working days.
- The parties name a contact who may confirm assignments.

# Rights and obligations

- The home keeps the employment of the person: salary, leave and rank stay with it.
- The host gives a safe place of work, guidance and what the task needs, and reports misconduct to
the home.
- The person is not worse off than at home.

# Staff and competence

- The home proposes persons whose skills fit the task; the host agrees to each.
- {persons}

# Working time

- At most {hours} hours a week for each person, unless the home agrees to more.
- Holidays, joint leave and the shorter hours of Ramadan hold as at the place of work.

# Supervision and appraisal

- A supervisor at the host guides the daily work; one at home keeps contact.
- At the end the host and the person appraise the help; the home receives both.

# Carrying it out

Details are settled in each assignment and its duty letter.

# Duration

- From {starts} to {ends}, both days included.
- {renewal}

# Funding

{funding}

# Secrecy and personal data

- What the person learns at the host stays secret, also after the end.
- Personal data are handled by Law 27/2022; patient data only with a signed promise.

# Intellectual property

Results belong to the host unless an assignment says otherwise; authors are named.

# Liability and insurance

Social insurance stays with the home; the host answers for safety at its place.

# Early end

Each party may end this with thirty days of notice; assignments under way are finished or handed
over first.

# Addendum

Changes are made in writing, as an addendum signed by both parties.

# Monitoring and evaluation

Once a year the parties look at hours given and received, and at what came of them.

# Disputes

Differences are settled by deliberation until consensus is found.

# Force majeure

Nobody is liable for what disaster, war, epidemic or new law prevents; the other party is told
within fourteen days.

# Correspondence

{addresses}

# Final provisions

Made in two originals of equal force, one for each party, and in force once signed."""
    ),
}
