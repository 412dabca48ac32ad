from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item}")
def item(item: int):
    return {"item": item}
