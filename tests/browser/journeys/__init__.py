"""The stories that people live from page to page, each in Indonesian and in English."""
