-- What all scripts share. A snippet is two hashes, its fields and its claims (token to end), and a member of an index by id;
-- where it ends, of an index by end as well. An end is a text: empty where there is none.

-- How long Redis itself keeps what has expired, in seconds: readers compare ends themselves, this is for memory.
local GRACE = 3600
-- An end after this (the year 5138) is as good as none.
local FAR = 1e11

local IDS, ENDS = 'twilight:ids', 'twilight:ends'

local function snippet(id)
  return 'twilight:s:' .. id
end

local function claims(id)
  return 'twilight:c:' .. id
end

local function field(id, name)
  return redis.call('HGET', snippet(id), name)
end

local function later(one, other)
  if one == '' or other == '' then
    return ''
  end
  return tonumber(one) >= tonumber(other) and one or other
end

local function ended(id, now)
  local expires = field(id, 'expires')
  return expires and expires ~= '' and tonumber(expires) <= tonumber(now)
end

local function remove(id)
  redis.call('DEL', snippet(id), claims(id))
  redis.call('ZREM', IDS, id)
  redis.call('ZREM', ENDS, id)
end

-- Lets Redis forget the snippet after its end, unless an operator wants it remembered.
local function keep(id, expires)
  if expires == '' or field(id, 'takedown') then
    redis.call('ZREM', ENDS, id)
    redis.call('PERSIST', snippet(id))
    redis.call('PERSIST', claims(id))
    return
  end
  redis.call('ZADD', ENDS, expires, id)
  local at = tonumber(expires) + GRACE
  local now = tonumber(redis.call('TIME')[1])
  for _, key in ipairs({ snippet(id), claims(id) }) do
    if at > now and at < FAR then
      redis.call('EXPIREAT', key, string.format('%.0f', at))
    else
      redis.call('PERSIST', key)
    end
  end
end

-- Brings a snippet's end up to date with its claims.
local function settle(id)
  local all = redis.call('HGETALL', claims(id))
  local expires
  for at = 2, #all, 2 do
    expires = expires and later(expires, all[at]) or all[at]
  end
  expires = expires or ''
  redis.call('HSET', snippet(id), 'expires', expires)
  keep(id, expires)
  return expires
end

local function claim(id, token, expires)
  local old = redis.call('HGET', claims(id), token)
  redis.call('HSET', claims(id), token, old and later(old, expires) or expires)
end

local function insert(id, digest, content, compiler, created)
  -- First what Redis refuses without memory: after the first write of a script it refuses nothing more.
  redis.call('HSET', snippet(id), 'digest', digest, 'content', content, 'compiler', compiler, 'created', created,
    'expires', '')
  redis.call('DEL', claims(id))
  redis.call('ZADD', IDS, 0, id)
end
