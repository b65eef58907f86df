"""The rights of a data subject, all derived from one walk over the declarations."""
