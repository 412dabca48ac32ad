create table post (id int);
