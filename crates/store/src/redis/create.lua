-- digest, content, compiler, now, expires, token, most tokens, then every id that the text may have, shortest first.
local digest, content, compiler, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local found, free
for at = 8, #ARGV do
  local other = field(ARGV[at], 'digest')
  if not other then
    free = free or ARGV[at]
  elseif other == digest then
    found = ARGV[at]
    break
  end
end
local fresh = '1'
local created = now
if found then
  -- A digest is no proof: what is returned under an id is what was shared under it.
  if field(found, 'content') ~= content then
    return { 'clash', found }
  end
  local takedown = field(found, 'takedown')
  if takedown then
    return { 'down', takedown }
  end
  if ended(found, now) then
    free = free or found
    remove(found)
    found = nil
  else
    fresh, created = '0', field(found, 'created')
  end
end
local id = found or free
if not id then
  return { 'taken' }
end
if not found then
  insert(id, digest, content, compiler, now)
end
local tokens = redis.call('HLEN', claims(id)) - redis.call('HEXISTS', claims(id), '')
local deletable = tokens < tonumber(ARGV[7])
claim(id, deletable and ARGV[6] or '', ARGV[5])
return { 'stored', id, created, settle(id), fresh, deletable and '1' or '0' }
