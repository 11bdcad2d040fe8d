# Sourced by the scripts beside this folder: a Python environment with the peers in it.

# peers_environment NAME MODULES PACKAGE... : installs the packages into .build-peers/NAME unless the
# modules (by commas) can be imported there; sets `python` to its interpreter.
# With `peers_debian` set, Debian's own Python and packages are built upon.
peers_environment() {
  local venv=.build-peers/$1 modules=$2
  shift 2
  python=$venv/bin/python
  "$python" -c "import $modules" 2>/dev/null && return
  echo "peers: installing $* into $venv" >&2
  if [[ ${peers_debian:-} ]]; then
    /usr/bin/python3 -m venv --system-site-packages "$venv"
  else
    python3 -m venv "$venv"
  fi
  "$venv/bin/pip" install --quiet "$@" >&2 </dev/null
}
