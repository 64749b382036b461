SELECT id, answer_key, request, case_id, act, proposer, party, made, sealed, state, decider, decided, reason, own_key
  FROM proposal
 WHERE state = 0 ORDER BY id
