document.querySelector("#app").textContent = "api at " + import.meta.env.VITE_API_URL;
