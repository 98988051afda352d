"""The wording that an MoU starts with, by language; each heading begins an article.

A form to start from, not legal advice (domain 3.6).
"""

from crm.sharing.papers.wrapping import unwrapped

TEXTS: dict[str, str] = {
    "id": unwrapped(
        """
Para pihak bersepakat sebagai berikut.

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

# Pelaksanaan Teknis

Rincian diatur dalam tiap penugasan dan surat tugasnya.

# Jangka Waktu

- Sejak {mulai} sampai dengan {selesai}.
- {perpanjangan}

# Pembiayaan

{pembiayaan}

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

# Carrying it out

Details are settled in each assignment and its duty letter.

# Duration

- From {starts} to {ends}, both days included.
- {renewal}

# Funding

{funding}

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
