-- An act that opens a case and needs an approval waits before there is a case: it is sealed under a key of its own until the case has one.
ALTER TABLE proposal ADD COLUMN own_key BLOB;
