"""The desk's machinery: rules, planning, the outbox and its delivery."""
