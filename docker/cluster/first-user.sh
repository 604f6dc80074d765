#!/bin/sh
# Makes the user `lienthong` in KurrentDB: first-user.sh https://node1:2113 [folder of the secrets]
# It belongs to $admins, because only they may read the log as a whole ($all) unless the server's access lists are changed.
set -eu
server=$1
secrets=${2:-/run/secrets}

# By the standard input, where nobody sees a password among the words of a command.
answer=$(
  curl --silent --show-error --cacert "$secrets/ca.crt" --config - --output /dev/null --write-out '%{http_code}' "$server/users/" << CONFIG
user = "admin:$(cat "$secrets/kurrentdb-admin.password")"
header = "Content-Type: application/json"
data = "{\"loginName\": \"lienthong\", \"fullName\": \"Lienthong\", \"groups\": [\"\$admins\"], \"password\": \"$(cat "$secrets/kurrentdb.password")\"}"
CONFIG
)
case $answer in
  201) echo 'the user lienthong was made' ;;
  409) echo 'the user lienthong is there' ;;
  401) echo 'the server refuses its admin: it was first started with another password (kurrentdb-admin.password)' >&2 && exit 1 ;;
  *) echo "the server answered $answer" >&2 && exit 1 ;;
esac
