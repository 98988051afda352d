"""People and expert partners: who they are, where they work, what they can do."""
