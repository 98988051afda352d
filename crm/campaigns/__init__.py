"""Social-marketing campaigns: objectives, placements with lead times, tracked links."""
