SELECT id, answer_key, request, case_id, act, proposer, party, made, sealed, state, decider, decided, reason, own_key
  FROM proposal
 WHERE proposer = ?1 ORDER BY id DESC LIMIT 200
