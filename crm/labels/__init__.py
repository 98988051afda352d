"""Tags, custom fields, saved views, archive: for any list of records that asks."""
