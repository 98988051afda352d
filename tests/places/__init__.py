"""Tests of provinces and regencies."""
