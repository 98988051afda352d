"""What happened to a record, in order, written by subscribers."""
