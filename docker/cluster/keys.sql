-- The keys of personal data: a database of their own, since they have to be backed up, and the lists need not be.
CREATE DATABASE keys OWNER lienthong;
