-- Of an erased case it stays known that somebody read it, and when; which of its parties did so is forgotten with the case.
DROP TRIGGER reading_no_update;

CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading
WHEN NOT (old.organ = 0 AND new.reader = '' AND new.id = old.id AND new.case_id = old.case_id AND new.organ = old.organ AND new.at = old.at AND new.kinds = old.kinds)
BEGIN SELECT RAISE(ABORT, 'who has read what is never changed'); END;
