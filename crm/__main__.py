"""What `python3 -m crm` runs: it needs nothing but Python until the environment stands."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (an old Python must read this before it fails on newer syntax)
    sys.exit("Mitra needs Python 3.11 or newer; this is Python " + sys.version.split()[0] + ".")

from crm.bare.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
