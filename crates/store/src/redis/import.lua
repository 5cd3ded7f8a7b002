-- id, digest, content, compiler, created, takedown or nothing, how many ids, every id that the text may have, then claims: token,
-- end.
local id, digest, content = ARGV[1], ARGV[2], ARGV[3]
local old = field(id, 'content')
if old and old ~= content then
  return { 'clash', id }
end
local last = 7 + tonumber(ARGV[7])
for at = 8, last do
  if ARGV[at] ~= id and field(ARGV[at], 'digest') == digest then
    return { 'clash', ARGV[at] }
  end
end
if not old then
  insert(id, digest, content, ARGV[4], ARGV[5])
end
if ARGV[6] ~= '' and not field(id, 'takedown') then
  redis.call('HSET', snippet(id), 'takedown', ARGV[6])
end
for at = last + 1, #ARGV, 2 do
  claim(id, ARGV[at], ARGV[at + 1])
end
settle(id)
return { 'imported' }
