-- Answers as they came, a run for each commit. A writer finds them in memory until it has moved them to their place in the order of answer.
CREATE TABLE answer_run (
    run     INTEGER PRIMARY KEY,
    answers BLOB    NOT NULL CHECK (length(answers) % 40 = 0),  -- key, leaf (big-endian int64), request; repeated
    digest  BLOB    NOT NULL
) STRICT;

-- From this format on, due of an open case in which nothing will fall due is 3652058, the last of all days, so that the index finds every open case.
