-- A user and a database for each service.
create role profile login password 'profile';
create database profile owner profile;
create role segment login password 'segment';
create database segment owner segment;
create role recommendation login password 'recommendation';
create database recommendation owner recommendation;
create role campaign login password 'campaign';
create database campaign owner campaign;
