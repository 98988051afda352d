"""Tests of the almanac."""
