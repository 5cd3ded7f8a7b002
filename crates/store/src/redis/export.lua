-- after which id, or nothing; how many at most. The ids, and of those that are there all fields and claims.
local after = ARGV[1] == '' and '-' or '(' .. ARGV[1]
local ids = redis.call('ZRANGEBYLEX', IDS, after, '+', 'LIMIT', 0, ARGV[2])
local out = {}
for at, id in ipairs(ids) do
  local row = redis.call('HMGET', snippet(id), 'digest', 'content', 'compiler', 'created', 'takedown')
  if row[1] then
    out[at] = { id, row[2], row[3], row[4], row[5] or '', redis.call('HGETALL', claims(id)) }
  else
    out[at] = { id }
  end
end
return out
