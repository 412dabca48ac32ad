from bottle import route, run
@route("/")
def home():
    open("/var/lib/wiki/hits","a").write("x")
    return "wiki home"
run(host="0.0.0.0", port=8080)
