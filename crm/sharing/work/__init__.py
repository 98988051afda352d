"""Work that has begun: hours noted and confirmed, rests and ends, judgements, who gave how much."""
