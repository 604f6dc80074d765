#!/bin/sh
# Makes what the cluster of this folder needs and nobody else may have: an authority of its own, a certificate for each server, passwords,
# and the addresses with them. Needs openssl.
#
#   docker/cluster/make-secrets.sh [folder]     default: docker/cluster/secrets
#
# The validity of a server's certificate in days: CERTIFICATE_DAYS, 825.
#
# What is there stays as it is, so that it can be run again after something was taken away, such as a certificate that runs out
# (rm secrets/node1.*) or a server was added. It never makes a second authority or another password by itself.
set -eu
umask 077
target=${1:-"$(dirname "$0")/secrets"}
days=${CERTIFICATE_DAYS:-825}
mkdir -p "$target"
# Only its owner may look into the folder. What the servers are given of it can be read by their users, who are others.
chmod 700 "$target"
cd "$target"

# Never leaves half a file: what a run that was interrupted has made counts only when it was whole.
keep() {
  if [ -e "$1" ]; then return; fi
  cat > "$1.new"
  mv "$1.new" "$1"
  echo "made $1"
}

# Without signs that a URL, a shell or a list of Redis takes for something else.
password() {
  if [ ! -e "$1.password" ]; then openssl rand -hex 24 | tr -d '\n' | keep "$1.password"; fi
}

authority() {
  if [ -e ca.crt ] && [ -e ca.key ]; then return; fi
  if [ -e ca.crt ] || [ -e ca.key ]; then
    echo "only one of ca.crt and ca.key is in $target: the authority cannot be made again without making every certificate again" >&2
    exit 1
  fi
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out ca.key.new 2> /dev/null
  openssl req -x509 -new -key ca.key.new -sha256 -days 3650 -subj '/O=Lienthong/CN=Lienthong cluster authority' \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out ca.crt.new
  mv ca.key.new ca.key
  mv ca.crt.new ca.crt
  echo 'made ca.crt, ca.key'
}

# $1: the server's name in the network of the cluster; $2: its common name, which all nodes of KurrentDB have alike; $3: further usage of its key.
# "localhost" is what its own health check asks.
certificate() {
  if [ -e "$1.crt" ] && [ -e "$1.key" ]; then return; fi
  openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key.new" 2> /dev/null
  openssl req -new -key "$1.key.new" -subj "/O=Lienthong/CN=$2" -out "$1.csr.new"
  cat > "$1.ext.new" <<EXTENSIONS
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth$3
subjectAltName=DNS:$1,DNS:localhost,IP:127.0.0.1
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
EXTENSIONS
  openssl x509 -req -in "$1.csr.new" -CA ca.crt -CAkey ca.key -set_serial "0x$(openssl rand -hex 16)" -sha256 -days "$days" \
    -extfile "$1.ext.new" -out "$1.crt.new" 2> /dev/null
  mv "$1.key.new" "$1.key"
  mv "$1.crt.new" "$1.crt"
  rm "$1.csr.new" "$1.ext.new"
  echo "made $1.crt, $1.key"
}

authority
for node in node1 node2 node3; do certificate "$node" lienthong-node ',clientAuth'; done
certificate postgres postgres ''
certificate redis redis ''

for user in kurrentdb-admin kurrentdb-ops kurrentdb postgres redis; do password "$user"; done

# The servers' own forms of the passwords.
keep kurrentdb.env <<ENV
KURRENTDB_DEFAULT_ADMIN_PASSWORD=$(cat kurrentdb-admin.password)
KURRENTDB_DEFAULT_OPS_PASSWORD=$(cat kurrentdb-ops.password)
ENV
# Redis keeps the hash; the user may do everything but change the server.
keep redis.acl <<ACL
user default off
user lienthong on #$(tr -d '\n' < redis.password | openssl dgst -sha256 -r | cut -d ' ' -f 1) ~* &* +@all -@admin -@dangerous +info +keys +client|setname
ACL

# What the engine is given, by the name of the variable that names the file.
nodes=node1:2113,node2:2113,node3:2113
postgres="postgres://lienthong:$(cat postgres.password)@postgres:5432"
verified='sslmode=verify-full&sslrootcert=/run/secrets/ca.crt'
printf 'esdb://lienthong:%s@%s?tlsCaFile=/run/secrets/ca.crt' "$(cat kurrentdb.password)" "$nodes" | keep log.url
printf '%s/read_models?%s' "$postgres" "$verified" | keep read-models.url
printf '%s/keys?%s' "$postgres" "$verified" | keep keys.url
printf 'rediss://lienthong:%s@redis:6379/0' "$(cat redis.password)" | keep queue.url
if [ ! -e master.key ]; then openssl rand -hex 32 | keep master.key; fi
mkdir -p signing-keys
if [ ! -e signing-keys/engine.private.pem ]; then
  openssl genpkey -algorithm ed25519 | keep signing-keys/engine.private.pem
  rm -f signing-keys/engine.public.pem
fi
if [ ! -e signing-keys/engine.public.pem ]; then openssl pkey -in signing-keys/engine.private.pem -pubout | keep signing-keys/engine.public.pem; fi

chmod 755 signing-keys
chmod 644 ca.crt ./*.url redis.acl master.key postgres.password kurrentdb.password kurrentdb-admin.password signing-keys/* node?.crt node?.key postgres.crt postgres.key redis.crt redis.key
