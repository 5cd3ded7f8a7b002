-- now, how many at most. Those that Redis has forgotten already count as well: their places in the indexes are left.
local gone = redis.call('ZRANGEBYSCORE', ENDS, '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, id in ipairs(gone) do
  remove(id)
end
return #gone
