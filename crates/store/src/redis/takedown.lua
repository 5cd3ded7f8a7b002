-- id, status or nothing.
local id, status = ARGV[1], ARGV[2]
local expires = field(id, 'expires')
if not expires then
  return 0
end
if status == '' then
  redis.call('HDEL', snippet(id), 'takedown')
else
  redis.call('HSET', snippet(id), 'takedown', status)
end
keep(id, expires)
return 1
