"""The smallest valid record of each kind: `make_institution(**given)`."""
