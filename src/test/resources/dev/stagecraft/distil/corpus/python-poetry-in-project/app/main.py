from fastapi import FastAPI
app = FastAPI()

@app.get("/")
def root():
    return {"notes": ["buy milk"]}
