-- id, token, now.
local id, token, now = ARGV[1], ARGV[2], ARGV[3]
if not field(id, 'digest') then
  return { 'missing' }
end
local takedown = field(id, 'takedown')
if takedown then
  return { 'down', takedown }
end
if ended(id, now) then
  return { 'missing' }
end
if redis.call('HDEL', claims(id), token) == 0 then
  return { 'wrong' }
end
for _, expires in ipairs(redis.call('HVALS', claims(id))) do
  if expires == '' or tonumber(expires) > tonumber(now) then
    settle(id)
    return { 'kept' }
  end
end
remove(id)
return { 'deleted' }
