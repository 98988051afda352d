"""Mitra: the partnership and social-marketing CRM of a network of libraries."""

__version__ = "0.1.0"
