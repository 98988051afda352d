"""What ends and goes on: renewals that all agree to anew, clauses that renew, reviews between."""
