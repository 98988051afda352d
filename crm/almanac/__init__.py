"""Days: holidays, joint leave, working days, and what a planner should know of a date."""
