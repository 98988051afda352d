"""One-time answers by link: a letter's reader acts without an account, once, on one version."""
