"""Fault runs: what must hold when machines, processes and people do their worst (reliability C)."""
