"""Staff sharing: agreements between institutions and assignments of one person each."""
