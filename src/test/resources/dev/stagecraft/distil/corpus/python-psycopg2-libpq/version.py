import psycopg2

print("libpq", psycopg2.extensions.libpq_version() > 0, psycopg2.apilevel)
