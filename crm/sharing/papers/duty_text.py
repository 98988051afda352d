"""The wording that the duty letter starts with, by language (domain 3.6).

Its headings stand at the left of what they introduce; its table names who is assigned to what.
"""

from crm.sharing.papers.wrapping import unwrapped

TEXTS: dict[str, str] = {
    "id": unwrapped(
        """
# Menimbang

- bahwa tidak ada perpustakaan yang mampu memenuhi kebutuhan pemustakanya sendiri, dan anggota
jaringan berbagi SDM;
- bahwa {penerima} memerlukan bantuan: {maksud}.

# Dasar

- {dasar}

{rincian}

Tugas dilaksanakan dengan penuh tanggung jawab dan dilaporkan secara tertulis setelah selesai."""
    ),
    "en": unwrapped(
        """
# Considering

- that no library can meet the needs of its readers alone, and that members of the network share
their staff;
- that {host} needs help: {purpose}.

# On the basis of

- {basis}

{details}

The person carries out the task with full responsibility and reports in writing when it is done."""
    ),
}
