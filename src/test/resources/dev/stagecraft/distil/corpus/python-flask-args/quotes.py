from flask import Flask
app = Flask(__name__)

@app.get("/")
def q():
    return "Less is more."

@app.get("/health")
def h():
    return "ok"
